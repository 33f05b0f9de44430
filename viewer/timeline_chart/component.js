// The chart as a Streamlit component.
import { listening } from "../follow/listening.js";
import { TimelineChart } from "./timeline_chart.js";

export default listening((parent, handlers) => new TimelineChart(parent, handlers));

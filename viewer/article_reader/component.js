// The reader as a Streamlit component.
import { listening } from "../follow/listening.js";
import { ArticleReader } from "./article_reader.js";

export default listening((parent, handlers) => new ArticleReader(parent, handlers));

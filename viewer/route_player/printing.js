// The size that the map has on the screen, for the style sheet of the paper: while a page is printed
// nothing is drawn anew, so the map can only be shown as it is, at another scale.
export function sizeForPaper(stage) {
  const tell = () => {
    stage.style.setProperty("--screen-width", stage.clientWidth);
    stage.style.setProperty("--screen-height", stage.clientHeight);
  };
  window.addEventListener("beforeprint", tell);
  return () => window.removeEventListener("beforeprint", tell);
}

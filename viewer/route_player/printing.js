// The map on paper: as large as on the screen, for the style sheet brings it to another scale, since
// while a page is printed nothing is laid out anew; and in the colours of the paper, which what is
// painted on a canvas must be told before.
export function onPaper(root, stage, repaint) {
  const begin = () => {
    stage.style.setProperty("--screen-width", stage.clientWidth);
    stage.style.setProperty("--screen-height", stage.clientHeight);
    root.classList.add("on-paper");
    repaint();
  };
  const end = () => {
    root.classList.remove("on-paper");
    repaint();
  };
  window.addEventListener("beforeprint", begin);
  window.addEventListener("afterprint", end);
  return () => {
    window.removeEventListener("beforeprint", begin);
    window.removeEventListener("afterprint", end);
  };
}

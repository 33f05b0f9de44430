const waiting = (globalThis.demarcheRoutePlayer ??= {});
waiting.ready ??= new Promise((resolve) => (waiting.resolve = resolve));
waiting.resolve?.(
  LIBRARY,
);
export default () => {};

// What a picture over the map covers, and where it belongs while the map moves on under it.

// The map's box with a share of it more on each side, null while it has no size: `scale` times a
// point of zoom 0, less `left` and `top`, is a pixel of the picture.
export function viewOf(map, margin) {
  const size = map.getSize();
  if (size.x === 0 || size.y === 0) return null;
  const zoom = map.getZoom();
  const beyond = size.multiplyBy(margin).round();
  const corner = map.getPixelBounds().min.subtract(beyond);
  const { x: width, y: height } = size.add(beyond.multiplyBy(2));
  return { zoom, corner, scale: 2 ** zoom, left: corner.x, top: corner.y, width, height, margin: beyond };
}

// Put the picture of a view where it belongs at a zoom and a centre, which the map may be on its way to.
export function placeView(L, map, { element, view, zoom, center }) {
  const origin = layerOrigin(map, zoom, center);
  const scale = map.getZoomScale(zoom, view.zoom);
  L.DomUtil.setTransform(element, view.corner.multiplyBy(scale).subtract(origin), scale);
}

// Where the layers' own [0, 0] will be in pixels of the world, with the map at a zoom and a centre.
export function layerOrigin(map, zoom, center) {
  const half = map.getSize().divideBy(2);
  const pane = map.layerPointToContainerPoint([0, 0]);
  return map.project(center, zoom).subtract(half).add(pane).round();
}

// What a picture over the map listens to: `place` is called with the zoom and the centre at which it is
// to be shown. A key each, for Leaflet takes several names in one text but not as a key.
export function followed(map, place) {
  const here = () => place(map.getZoom(), map.getCenter());
  return { zoom: here, viewreset: here, zoomanim: ({ zoom, center }) => place(zoom, center) };
}

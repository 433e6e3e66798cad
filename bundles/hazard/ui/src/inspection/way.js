/** Metres between two points of the earth (两点距离), `{longitude, latitude}` in degrees. */
export function metres(a, b) {
  const rad = (degrees) => (degrees * Math.PI) / 180
  const half = Math.sin(rad(b.latitude - a.latitude) / 2) ** 2 + Math.cos(rad(a.latitude)) * Math.cos(rad(b.latitude)) * Math.sin(rad(b.longitude - a.longitude) / 2) ** 2
  return 2 * 6371008.8 * Math.asin(Math.min(1, Math.sqrt(half)))
}

/** What a way comes to: metres along it, milliseconds from its first to its last point, the longest pause between two. */
export function summed(points) {
  let along = 0
  let pause = 0
  for (let i = 1; i < points.length; i++) {
    along += metres(points[i - 1], points[i])
    pause = Math.max(pause, Date.parse(points[i].at) - Date.parse(points[i - 1].at))
  }
  return { metres: Math.round(along), millis: points.length ? Date.parse(points.at(-1).at) - Date.parse(points[0].at) : 0, pause }
}

/** Whether a new point is worth keeping: measured well enough, and far enough or long enough after the last. */
export const worth = (last, point) => !(point.accuracy > 100) && (!last || metres(last, point) >= 15 || Date.parse(point.at) - Date.parse(last.at) >= 60000)

/** The points on paper: metres east and south of the north-west corner, and the size of the paper. */
export function paper(points) {
  const west = Math.min(...points.map((p) => p.longitude))
  const north = Math.max(...points.map((p) => p.latitude))
  const spots = points.map((p) => ({ x: metres({ longitude: west, latitude: p.latitude }, p), y: metres({ longitude: p.longitude, latitude: north }, p) }))
  return { spots, width: Math.max(40, ...spots.map((s) => s.x)), height: Math.max(40, ...spots.map((s) => s.y)) }
}

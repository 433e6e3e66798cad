// The map itself (地图绘制), OpenLayers on a canvas: no internet, no GPU. Read by the browser when the map is opened.
import Feature from 'ol/Feature.js'
import Map from 'ol/Map.js'
import View from 'ol/View.js'
import { ScaleLine, defaults as controls } from 'ol/control.js'
import { createEmpty, extend, isEmpty } from 'ol/extent.js'
import GeoJSON from 'ol/format/GeoJSON.js'
import Point from 'ol/geom/Point.js'
import TileLayer from 'ol/layer/Tile.js'
import VectorLayer from 'ol/layer/Vector.js'
import { fromLonLat, toLonLat } from 'ol/proj.js'
import VectorSource from 'ol/source/Vector.js'
import XYZ from 'ol/source/XYZ.js'
import { Circle, Fill, RegularShape, Stroke, Style, Text } from 'ol/style.js'
import 'ol/ol.css'

const FONT = "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'WenQuanYi Micro Hei', sans-serif"
const SHAPES = { square: { points: 4, radius: 7.5, angle: Math.PI / 4 }, triangle: { points: 3, radius: 11, angle: 0 }, diamond: { points: 4, radius: 10, angle: 0, displacement: [14, 10] }, hexagon: { points: 6, radius: 9, angle: 0, displacement: [-14, 10] } }

/** The colours of the console now, light or dark. */
function colours() {
  const style = getComputedStyle(document.documentElement)
  const of = (name) => style.getPropertyValue(`--${name}`).trim()
  return { blue: of('blue'), green: of('green'), grey: of('ink-3'), yellow: of('yellow'), orange: of('orange'), red: of('red'), card: of('card'), ink: of('ink'), ink2: of('ink-2'), line: of('line-2'), brand: of('brand'), page: of('page'), head: of('head') }
}

/**
 * Draws into `target`. `on.pick(keys)` is told what lies under a click, `on.hover(key)` what the pointer is over.
 * Answers `{ boundaries(geojson), tiles(list), items(items), select(item), fit(), colours(), close() }`.
 */
export function draw(target, on) {
  let paint = colours()
  let chosen = null
  const styles = {}
  const ground = new VectorSource()
  const marks = new VectorSource()
  const stroke = (colour, width, dash) => new Stroke({ color: colour, width, lineDash: dash })

  function groundStyle(feature, resolution) {
    const { level, name, kind } = feature.getProperties()
    if (kind === 'river') return new Style({ stroke: stroke('rgb(110 170 225 / 75%)', 4), zIndex: 2 })
    if (kind === 'road') return new Style({ stroke: stroke(paint.line, 1.2), zIndex: 2 })
    if (feature.getGeometry().getType() === 'Point') return undefined
    const county = level === 'county' || /^\d{6}0{6}$/.test(feature.get('code') ?? '')
    return new Style({
      fill: new Fill({ color: county ? 'rgb(0 0 0 / 0%)' : paint.card }), stroke: stroke(county ? paint.ink2 : paint.line, county ? 2.4 : 1.1, county ? undefined : [5, 4]), zIndex: county ? 3 : 1,
      text: !county && name && resolution < 120 ? new Text({ text: name, font: `600 14px ${FONT}`, fill: new Fill({ color: paint.ink2 }), stroke: stroke(paint.card, 3), overflow: true }) : undefined,
    })
  }

  function image(shape, tone, big) {
    const fill = new Fill({ color: paint[tone] ?? paint.blue })
    const edge = stroke(paint.card, 1.8)
    const grow = big ? 1.35 : 1
    if (shape === 'circle' || !SHAPES[shape]) return new Circle({ radius: 9 * grow, fill, stroke: edge })
    return new RegularShape({ ...SHAPES[shape], radius: SHAPES[shape].radius * grow, fill, stroke: edge })
  }
  function markStyle(feature, resolution) {
    const { shape, tone, rank, title, key } = feature.get('item')
    const picked = key === chosen
    const named = picked || resolution < 9
    const id = `${shape} ${tone} ${rank} ${picked} ${named && title}`
    styles[id] ??= [
      ...(picked ? [new Style({ image: new Circle({ radius: 15, stroke: stroke(paint.brand, 3), fill: new Fill({ color: 'rgb(255 255 255 / 35%)' }) }), zIndex: 99 })] : []),
      new Style({
        image: image(shape, tone, rank < 4), zIndex: picked ? 100 : 20 - rank,
        text: named ? new Text({ text: title, offsetY: 19, font: `${picked ? 700 : 400} 13px ${FONT}`, fill: new Fill({ color: paint.ink }), stroke: stroke(paint.card, 3) }) : undefined,
      }),
    ]
    return styles[id]
  }

  const base = new TileLayer({ visible: false })
  const view = new View({ center: fromLonLat([104, 35]), zoom: 4, minZoom: 3, maxZoom: 19, enableRotation: false })
  const map = new Map({
    target, view, controls: controls({ rotate: false, attribution: false, zoomOptions: { zoomInTipLabel: '放大 +', zoomOutTipLabel: '缩小 -' } }).extend([new ScaleLine()]),
    layers: [base, new VectorLayer({ source: ground, style: groundStyle }), new VectorLayer({ source: marks, style: markStyle, updateWhileInteracting: true })],
  })
  const under = (pixel) => map.getFeaturesAtPixel(pixel, { hitTolerance: 4 }).map((feature) => feature.get('item')?.key).filter(Boolean)
  map.on('click', (event) => on.pick(under(event.pixel)))
  map.on('pointermove', (event) => { if (!event.dragging) target.style.cursor = under(event.pixel).length ? 'pointer' : '' })
  let fitted = false
  // Until somebody has moved it, the map follows the size of the screen.
  let moved = false
  map.on('pointerdrag', () => { moved = true })
  view.on('change:resolution', () => { moved ||= view.getInteracting() })
  map.on('change:size', () => { if (!moved) drawn.fit() })

  const drawn = {
    boundaries(geojson) {
      ground.clear()
      if (geojson) ground.addFeatures(new GeoJSON().readFeatures(geojson, { dataProjection: 'EPSG:4326', featureProjection: view.getProjection() }))
      drawn.fit()
    },
    tiles(tiles) {
      base.setVisible(!!tiles)
      if (tiles) base.setSource(new XYZ({ url: `/api/map/tiles/${tiles.name}/{z}/{x}/{y}.${tiles.format}`, minZoom: tiles.minZoom, maxZoom: tiles.maxZoom }))
    },
    items(items) {
      marks.clear(true)
      marks.addFeatures(items.map((item) => new Feature({ geometry: new Point(fromLonLat([item.longitude, item.latitude])), item })))
      if (!fitted && items.length) drawn.fit()
      return marks.getFeatures().length
    },
    select(item, centre) {
      moved ||= !!(item && centre)
      chosen = item?.key ?? null
      marks.changed()
      if (item && centre && Number.isFinite(item.longitude)) view.animate({ center: fromLonLat([item.longitude, item.latitude]), zoom: Math.max(view.getZoom(), 13.5), duration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 250 })
    },
    /** Shows all there is. */
    fit() {
      const all = createEmpty()
      if (ground.getFeatures().length) extend(all, ground.getExtent())
      else if (marks.getFeatures().length) extend(all, marks.getExtent())
      if (isEmpty(all)) return
      fitted = ground.getFeatures().length > 0
      view.fit(all, { padding: [26, 26, 40, 26], maxZoom: 15 })
    },
    zoom: (by) => view.animate({ zoom: view.getZoom() + by, duration: 150 }),
    where: (item) => map.getPixelFromCoordinate(fromLonLat([item.longitude, item.latitude])),
    centre: () => toLonLat(view.getCenter()),
    colours() {
      paint = colours()
      Object.keys(styles).forEach((id) => delete styles[id])
      ground.changed()
      marks.changed()
    },
    size: () => map.updateSize(),
    close: () => map.setTarget(null),
  }
  return drawn
}

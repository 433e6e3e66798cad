import { terms } from '../kit/messages.js'

/** What has to hold before the platform is ready; a check of a plugin is called by its own name. */
export const CHECKS = terms({
  database: ['数据库', 'Database'], 'first-account': ['首批账号', 'First accounts'], 'house-clock': ['时钟', 'Clock'], http: ['网页与接口端口', 'HTTP'], 'journal-sealer': ['日志封印', 'Journal sealer'],
  'mqtt-door': ['MQTT 接入', 'MQTT door'], 'mqtt-inlets': ['外部消息代理', 'Brokers'], rest: ['REST 接口', 'REST'], routes: ['路由', 'Routes'], 'sensor-inlets': ['传感接入口', 'Sensor inlets'],
  'sensor-owner': ['传感数据归属', 'Owner of the readings'], 'sensor-rules': ['报警规则', 'Alarm rules'], soap: ['SOAP 接口', 'SOAP'], store: ['读数入库', 'Readings stored'],
})

/** Colour of a route: stopped by somebody, failing, or fine. */
export const routeTone = (route) => (route.state !== 'Started' ? 'orange' : route.lastFailureAt && Date.now() - new Date(route.lastFailureAt) < 600000 ? 'yellow' : 'green')

/** Colour of a listener's lag: a few entries are the pace of work, more is a queue. */
export const lagTone = (listener) => (listener.behind > 1000 ? 'red' : listener.behind > 50 ? 'orange' : '')

/** Bundles in which something that should run does not. */
export const troubled = (bundles) => bundles.filter((bundle) => bundle.state !== 'ACTIVE' || bundle.reasons.length > 0)

/** Figures whose name, help or labels hold every word looked for. */
export function figuresOf(figures, text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return figures.filter((figure) => {
    const all = `${figure.name} ${figure.help} ${Object.values(figure.labels).join(' ')}`.toLowerCase()
    return words.every((word) => all.includes(word))
  })
}

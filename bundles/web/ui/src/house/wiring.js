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

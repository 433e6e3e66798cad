const number = (text) => (text === '' || text === null || text === undefined ? null : Number(text))
export const plain = (score) => String(Number(score))
export const LEVELS_DOWN = ['MAJOR', 'CONSIDERABLE', 'GENERAL', 'LOW']

/** A version as it can be typed into (起草), begun from another one. */
export function copyOf(method) {
  return {
    kind: method.kind, title: method.title, source: '', effectiveFrom: '',
    factors: Object.fromEntries(Object.entries(method.factors).map(([name, steps]) => [name, steps.map((s) => ({ score: plain(s.score), label: s.label }))])),
    bands: method.bands.map((b) => ({ edge: b.edge === null ? '' : plain(b.edge), inclusive: b.inclusive, level: b.level })), cells: { ...method.cells },
  }
}

/** What is posted: numbers as numbers; a new row or column of a matrix is red until somebody says otherwise, for nothing may be overlooked. */
export function bodyOf(draft) {
  const factors = Object.fromEntries(Object.entries(draft.factors).map(([name, steps]) => [name, steps.filter((s) => s.score !== '' || s.label).map((s) => ({ score: number(s.score), label: s.label }))]))
  const body = { title: draft.title, source: draft.source, effectiveFrom: draft.effectiveFrom || null, factors, bands: [], cells: {} }
  if (draft.kind === 'MATRIX') {
    for (const l of factors.L) for (const s of factors.S) if (l.score !== null && s.score !== null) body.cells[`${plain(l.score)} ${plain(s.score)}`] = draft.cells[`${plain(l.score)} ${plain(s.score)}`] ?? 'MAJOR'
  } else body.bands = draft.bands.map((b, i) => ({ edge: i === draft.bands.length - 1 ? null : number(b.edge), inclusive: !!b.inclusive, level: b.level }))
  return body
}

/** Changes of one version by where they lead: `[{now, then, many}]`, those that rise first. */
export function grouped(changes) {
  const found = new Map()
  for (const c of changes) {
    const key = `${c.now} ${c.then ?? ''}`
    found.set(key, { now: c.now, then: c.then, many: (found.get(key)?.many ?? 0) + 1 })
  }
  const rank = (level) => (level ? LEVELS_DOWN.indexOf(level) : -1)
  return [...found.values()].sort((a, b) => rank(a.then) - rank(b.then) || rank(a.now) - rank(b.now))
}

import { PRIORITIES } from '../kit/words.js'

/**
 * The guided story (跟我走一遍) as steps. Where it stands is read from the records themselves, so that it can be left and resumed, walked by
 * anybody, and never says that something happened which did not.
 *
 * `who`: role that acts, or null where the platform does; `highlight`: what to click, by the page it stands on.
 */
export const STEPS = [
  { key: 'start', title: ['开始', 'Begin'], text: ['这台反应釜的夹套温度平时在 40 ℃ 以下，报警限值 60 ℃。点“开始”后，演示数据源会像真设备一样，经 MQTT 向平台发送越来越高的读数。', 'The jacket of this kettle stays below 40 °C; its limit is 60 °C. Begin, and the demo feed sends rising readings over MQTT, as a device would.'] },
  { key: 'rise', title: ['读数升温', 'The reading rises'], text: ['读数正在上升，每秒一条，全部走真实的接入链路：MQTT → 入库 → 规则判断。大约十秒后越过限值，请等一等。', 'One reading a second, on the real path: MQTT, store, rule. It crosses the limit in about ten seconds.'] },
  { key: 'acknowledge', title: ['确认报警', 'Acknowledge'], who: 'operator', page: 'alarm', highlight: ['[data-move="acknowledgement"]', 'section.act .el-button'], text: ['报警响了。值班员先看清是哪台设备、什么时间、超了多少，再点“确认”：表示已经有人在管。平台同时已按规则登记了一条隐患。', 'The alarm stands. The duty officer looks at device, time and value, and acknowledges: somebody is on it.'] },
  { key: 'hazard', title: ['自动登记隐患', 'A hazard is registered'], text: ['优先级为“高”的报警会自动登记成隐患，正在等待平台登记……', 'An alarm of high priority becomes a hazard by itself. Waiting for it.'] },
  { key: 'verify', title: ['核实', 'Verify'], who: 'operator', page: 'hazard', move: 'verification', sample: ['现场核实：夹套温度 72 ℃，冷却水阀未全开，报警属实。', 'Seen on site: 72 °C, the cooling valve was not fully open.'], text: ['值班员联系现场核实：属实就点“核实属实”并写明看到了什么；不属实则排除并写明理由。', 'The duty officer has it checked on site and writes down what was seen.'] },
  { key: 'grade', title: ['定级派单', 'Grade and dispatch'], who: 'operator', page: 'hazard', move: 'grading', sample: ['一般隐患 · 限期整改 · 整改责任人选“季安恒”', 'General · by deadline · rectifier Ji Anheng'], text: ['评定等级、选整改方式和整改责任人——这一步就是派单，对方马上会在自己的“今日待办”里看到。', 'Choose grade, mode and who rectifies it: that person sees it in the own queue at once.'] },
  { key: 'plan', title: ['制定整改方案', 'Plan'], who: 'rectifier', page: 'hazard', move: 'plan', sample: ['检修冷却水阀并校验温度变送器；20000 元；一周内；期间降负荷运行、专人监温', 'Repair the valve; 20,000; within a week; run at lower load meanwhile'], text: ['整改责任人按“五落实”填方案：措施、责任、资金、时限、预案，缺一不可。', 'Measures, person, funds, deadline, contingency: all five.'] },
  { key: 'submit', title: ['整改并拍照', 'Rectify, with photos'], who: 'rectifier', page: 'hazard', move: 'submission', also: ['rectification'], photos: true, sample: ['冷却水阀已检修，全开试运行两小时，温度正常。', 'Valve repaired; two hours of running at normal temperature.'], text: ['整改完成后提交：写明做了什么，附整改前、后照片各一张。没有照片？点下面的按钮生成两张示例照片。', 'Say what was done and add a photo from before and one from after. No photos at hand? The button below makes two.'] },
  { key: 'accept', title: ['验收', 'Accept'], who: 'acceptor', page: 'hazard', move: 'acceptance', sample: ['现场复查，温度恢复正常，同意销号。', 'Checked on site, normal again, may be closed.'], text: ['验收人到现场复查。整改的人不能验收自己的活，平台会拦住。合格就点“验收通过”，隐患销号。', 'Somebody else than the rectifier checks on site and accepts; the hazard is closed.'] },
  { key: 'done', title: ['销号', 'Closed'], page: 'hazard', text: ['走完了：一条读数变成报警、隐患、派单、整改、验收、销号。页面下方的“来龙去脉”能一直追到最初那条读数，“办理经过”里每一步都有封存序号，谁也改不了。', 'Done: from one reading to a closed hazard. The chain on this page leads back to the first reading, and every step is sealed.'] },
]
const AT = Object.fromEntries(STEPS.map((step, i) => [step.key, i]))
export const indexOf = (key) => AT[key]

const BY_STATE = { REGISTERED: 'verify', VERIFIED: 'grade', GRADED: 'plan', RECTIFYING: 'submit', SUBMITTED: 'accept', CLOSED: 'done' }

/**
 * The step the records stand on.
 *
 * @param phase of the reading: RECORDED, RISING, HIGH, FALLING
 * @param alarm as last read, or null
 * @param hazard as last read, or null
 * @returns key of a step; `other` where the hazard left the path (dismissed, merged, a state this page does not know)
 */
export function stepOf(phase, alarm, hazard) {
  if (hazard) {
    const step = BY_STATE[hazard.state] ?? 'other'
    // The acknowledgement is the first thing to do, whatever became of the hazard meanwhile.
    return step === 'verify' && alarm && waits(alarm) ? 'acknowledge' : step
  }
  if (alarm) return waits(alarm) ? 'acknowledge' : 'hazard'
  return phase === 'RISING' || phase === 'HIGH' ? 'rise' : 'start'
}
const waits = (alarm) => ['UNACK', 'RTNUN', 'LATUN'].includes(alarm.state)

/** Whose turn it is, as `{mine, account}`: the account that must act where a certain one must, any holder of the role otherwise. */
export function turn(step, me, hazard, accounts) {
  if (!step.who) return { mine: true, account: null }
  const barred = step.key === 'accept' && hazard?.rectifier === me?.account
  const named = ['plan', 'submit'].includes(step.key) ? hazard?.rectifier : null
  const mine = named ? me?.account === named : (me?.roles ?? []).includes(step.who) && !barred
  if (mine) return { mine: true, account: null }
  return { mine: false, account: accounts.find((each) => (named ? each.account === named : each.role === step.who && each.account !== hazard?.rectifier)) ?? null }
}

/** The newest alarm of the story's rule that is not over, else the one remembered. */
export function alarmOf(alarms, rise, remembered) {
  const own = alarms.filter((alarm) => alarm.device === rise.device || alarm.series === rise.series)
  return own.find((alarm) => alarm.number === remembered) ?? own.find((alarm) => alarm.state !== 'NORM') ?? null
}

/** Which page shows the step: its address. */
export function placeOf(step, alarm, hazard) {
  if (step.page === 'alarm' && alarm) return `/alarms/${alarm.number}`
  if (step.page === 'hazard' && hazard) return `/hazards/${hazard.number}`
  return null
}

/** What is to be clicked for a step, the first that is on the page. */
export const marksOf = (step) => [...(step.highlight ?? []), ...[step.move, ...(step.also ?? [])].filter(Boolean).map((move) => `[data-move="${move}"]:not([disabled])`)]

export const spoken = (alarm) => (alarm ? `${PRIORITIES(alarm.priority)} · ${alarm.title ?? alarm.number}` : '')

import { terms } from 'shoutu/kit'

export { REPORT_FACTS } from '../inspection/words.js'

export const STATES = terms({
  RECEIVED: ['待登记', 'Received'], REGISTERED: ['待受理', 'Registered'], ACCEPTED: ['核查中', 'Being checked'], REFUSED: ['不予受理', 'Refused'], TRANSFERRED: ['已移送', 'Transferred'], CHECKED: ['已核查', 'Checked'],
  REPLIED: ['已答复', 'Replied'], PROPOSED: ['奖励待批', 'Reward proposed'], REWARDED: ['奖励待领取', 'Reward to collect'], PAID: ['奖励已发放', 'Paid'], WAIVED: ['视为放弃奖励', 'Waived'], ARCHIVED: ['已归档', 'Archived'],
})
export const TONES = { RECEIVED: 'orange', REGISTERED: 'orange', ACCEPTED: 'blue', CHECKED: 'blue', REPLIED: 'blue', PROPOSED: 'yellow', REWARDED: 'yellow', PAID: 'green', ARCHIVED: 'green' }
export const CHANNELS = terms({ PHONE_12350: ['12350电话', 'Telephone'], WEB: ['网络', 'Web'], MAIL: ['来信', 'Letter'], WALK_IN: ['来访', 'Visit'], INSIDE: ['企业内部', 'Inside'], TRANSFERRED: ['转办', 'Handed on'] })
export const KINDS = terms({ MAJOR_HAZARD: ['重大事故隐患', 'Major hazard'], VIOLATION: ['安全生产违法行为', 'Violation'], CONCEALED_ACCIDENT: ['瞒报谎报事故', 'Concealed accident'], SMALL_HAZARD: ['一般隐患', 'Small hazard'] })
export const FINDINGS = terms({ TRUE: ['属实', 'True'], PARTLY: ['部分属实', 'Partly'], FALSE: ['不属实', 'Not true'] })
export const FIELDS = terms({ name: ['姓名', 'Name'], phone: ['电话', 'Phone'], address: ['住址', 'Address'], 'id-number': ['证件号码', 'ID number'], idNumber: ['证件号码', 'ID number'], email: ['电子邮箱', 'E-mail'], statement: ['原始陈述', 'Own words'], account: ['账号', 'Account'] })
export const isOpen = (record) => record.state !== 'ARCHIVED'

const STEPS = [['接收', 'Received'], ['登记', 'Registered'], ['受理核查', 'Checked'], ['答复', 'Replied'], ['奖励', 'Reward'], ['归档', 'Archived']]
const AT = { RECEIVED: 0, REGISTERED: 1, ACCEPTED: 2, CHECKED: 2, REPLIED: 3, PROPOSED: 4, REWARDED: 4, PAID: 4, WAIVED: 4, ARCHIVED: 5 }
export function steps({ state }) {
  if (state === 'REFUSED' || state === 'TRANSFERRED') return { labels: [STEPS[0], STEPS[1], STATES.table[state], STEPS[5]], at: 2, ended: false }
  return { labels: STEPS, at: AT[state] ?? 0, ended: state === 'ARCHIVED' }
}

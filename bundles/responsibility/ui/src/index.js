// The pages of the room of responsibility (责任体系页面), as DutyPages names them.
export { default as MyDuties } from './MyDuties.vue'
export { default as DutyLists } from './DutyLists.vue'
export { default as DutyMatrix } from './DutyMatrix.vue'
export { default as DutyGaps } from './DutyGaps.vue'
export { default as DutyDisputes } from './DutyDisputes.vue'
export { default as DutySheet } from './DutySheet.vue'

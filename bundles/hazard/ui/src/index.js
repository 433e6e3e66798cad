// The pages of the room of hazards (隐患页面), as HazardPages names them.
export { default as Hazards } from './Hazards.vue'
export { default as Inspections } from './inspection/Inspections.vue'
export { default as Draws } from './inspection/Draws.vue'
export { default as Plans } from './inspection/Plans.vue'
export { default as Field } from './field/Field.vue'
export { default as PublicReports } from './reports/PublicReports.vue'

// The pages of the room of hazards (隐患页面), as HazardPages names them.
export { default as Hazards } from './Hazards.vue'

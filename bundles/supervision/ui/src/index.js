// The pages of the room of supervision (督办页面), as SupervisionPages names them.
export { default as Ledger } from './Ledger.vue'
export { default as Ladder } from './Ladder.vue'
export { default as Points } from './Points.vue'
export { default as Rules } from './Rules.vue'

// The pages of the room of sensors (感知页面), as SensorPages names them.
export { default as Alarms } from './Alarms.vue'
export { default as AlarmWatch } from './AlarmWatch.vue'

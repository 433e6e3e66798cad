// The pages of the sensor room (监测预警). Each is read when it is first opened; the words it brings to the console are there at once.
import { defineAsyncComponent } from 'vue'
import { facts, kinds } from 'shoutu/kit'
import { FACT_NAMES, KIND_NAMES } from './words.js'

facts(FACT_NAMES)
kinds(KIND_NAMES)

export { default as AlarmBell } from './parts/AlarmBell.vue'
export const AlarmDesk = defineAsyncComponent(() => import('./AlarmDesk.vue'))
export const AlarmLedger = defineAsyncComponent(() => import('./AlarmLedger.vue'))
export const HandOver = defineAsyncComponent(() => import('./HandOver.vue'))
export const Figures = defineAsyncComponent(() => import('./Figures.vue'))
export const Suppressions = defineAsyncComponent(() => import('./Suppressions.vue'))
export const Devices = defineAsyncComponent(() => import('./Devices.vue'))
export const Rules = defineAsyncComponent(() => import('./Rules.vue'))
export const Replay = defineAsyncComponent(() => import('./Replay.vue'))
export const Parked = defineAsyncComponent(() => import('./Parked.vue'))
export const HomeAlarms = defineAsyncComponent(() => import('./parts/HomeAlarms.vue'))
export const HazardTrend = defineAsyncComponent(() => import('./parts/HazardTrend.vue'))

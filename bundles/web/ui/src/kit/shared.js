import { computed } from 'vue'
import { state } from '../store.js'

/** The clock of the page (时钟), a ref of epoch milliseconds that steps every second. */
export const now = computed(() => state.now)

/** Names the directory gave so far, reactive: account → name. */
export const people = computed(() => state.people)

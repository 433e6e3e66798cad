import { reactive, watch } from 'vue'

const KEY = 'shoutu.look'

function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {}
  } catch {
    return {} // storage switched off or damaged: the defaults are fine
  }
}

/** How this person likes the page: dark or light, 标准 or 大, sound on or off. Kept in this browser only. */
export const look = reactive({ dark: false, large: false, sound: true, ...kept() })

/** Puts the wishes onto the document, now and at every change. */
export function applyLook() {
  watch(look, () => {
    document.documentElement.classList.toggle('dark', look.dark)
    document.documentElement.classList.toggle('large', look.large)
    try {
      localStorage.setItem(KEY, JSON.stringify(look))
    } catch { /* storage switched off: the wish holds until the page is closed */ }
  }, { immediate: true, deep: true })
}

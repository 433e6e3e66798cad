import { reactive, watch } from 'vue'

const KEY = 'shoutu.look'
export const SIZES = ['standard', 'large', 'huge']
export const LANGUAGES = { 'zh-CN': '中文', en: 'English' }

function kept() {
  try {
    const { large, ...rest } = JSON.parse(localStorage.getItem(KEY)) ?? {}
    return large ? { size: 'large', ...rest } : rest
  } catch {
    return {} // storage switched off or damaged: the defaults are fine
  }
}

/** How this person likes the page: dark or light, 标准 / 大 / 特大, sound on or off, language. Kept in this browser only. */
export const look = reactive({ dark: false, size: 'standard', sound: true, language: 'zh-CN', shut: [], ...kept() })

/** Puts the wishes onto the document, now and at every change. */
export function applyLook() {
  watch(look, () => {
    const root = document.documentElement
    root.classList.toggle('dark', look.dark)
    SIZES.forEach((size) => root.classList.toggle(size, look.size === size))
    root.lang = look.language
    try {
      localStorage.setItem(KEY, JSON.stringify(look))
    } catch { /* storage switched off: the wish holds until the page is closed */ }
  }, { immediate: true, deep: true })
}

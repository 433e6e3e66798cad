import { createApp } from 'vue'
import './style.css'
import App from './App.vue'
import { applyLook } from './kit/look.js'

// The honest page of old-browser.js stands already.
if (!globalThis.__tooOld) {
  applyLook()
  createApp(App).mount('#app')
}

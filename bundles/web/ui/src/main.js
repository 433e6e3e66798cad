import { createApp } from 'vue'
import 'element-plus/dist/index.css'
import 'element-plus/theme-chalk/dark/css-vars.css'
import './style.css'
import App from './App.vue'
import { applyLook } from './kit/look.js'

applyLook()
createApp(App).mount('#app')

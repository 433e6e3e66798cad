// The styles of Element Plus in our colours; the sign-in does without them.
import 'element-plus/dist/index.css'
import 'element-plus/theme-chalk/dark/css-vars.css'
import './element.css'

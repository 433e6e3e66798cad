// The tests of a room's pages (`make.mjs --test`): they import by the names the pages do, and test, expect and the like are simply there.
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  plugins: [vue()],
  resolve: {
    alias: [
      { find: /^shoutu\/kit$/, replacement: at('src/shared/kit.js') },
      { find: /^shoutu$/, replacement: at('src/shared/shoutu.js') },
      { find: /^vue$/, replacement: at('node_modules/vue/index.mjs') },
      { find: /^element-plus$/, replacement: at('node_modules/element-plus/es/index.mjs') },
      { find: /^vitest$/, replacement: at('node_modules/vitest/dist/index.js') },
    ],
  },
  server: { fs: { strict: false } },
  test: { include: ['tests/**/*.test.js'], environment: 'node', globals: true, passWithNoTests: true },
})

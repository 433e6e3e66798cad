import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { SHARED, TARGET, packed } from './build.mjs'

// `npm run dev` serves the page with hot reload and hands the calls to a platform running on this machine.
const platform = process.env.SHOUTU_BASE ?? 'http://127.0.0.1:8181'

/**
 * The import map (模块对照表): browsers know only one that stands in the page itself, so the policy of the page is told its hash.
 * It goes before all scripts; the hash lies beside the page in importmap.sha256, for the servlet.
 */
const shared = {
  name: 'shared',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle }) {
      const address = (name) => (bundle
        ? `/${Object.values(bundle).find((chunk) => chunk.isEntry && chunk.name === name).fileName}`
        : `/src/shared/${name}.js`)
      const map = JSON.stringify({ imports: Object.fromEntries(Object.entries(SHARED).map(([name, entry]) => [name, address(entry)])) })
      return [{ tag: 'script', attrs: { type: 'importmap' }, children: map, injectTo: 'head-prepend' }]
    },
  },
  writeBundle({ dir }) {
    const page = readFileSync(join(dir, 'index.html'), 'utf8')
    const map = /<script type="importmap">([^<]*)<\/script>/.exec(page)[1]
    writeFileSync(join(dir, 'importmap.sha256'), createHash('sha256').update(map).digest('base64'))
  },
}

export default defineConfig({
  plugins: [vue(), shared, packed],
  define: { __VUE_OPTIONS_API__: 'true', __VUE_PROD_DEVTOOLS__: 'false' },
  build: {
    outDir: process.env.SHOUTU_WEB_OUT ?? 'dist',
    emptyOutDir: true,
    target: TARGET,
    modulePreload: { polyfill: false },
    // The content security policy knows no inline scripts or styles; data: is allowed for images only.
    assetsInlineLimit: (file) => (/\.(svg|png)$/.test(file) ? undefined : false),
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      checks: { pluginTimings: false },
      input: { index: 'index.html', ...Object.fromEntries(Object.values(SHARED).map((name) => [name, `src/shared/${name}.js`])) },
      preserveEntrySignatures: 'exports-only',
    },
  },
  server: { proxy: { '/api': platform, '/ui': platform, '/health': platform, '/metrics': platform } },
  test: { include: ['tests/**/*.test.js'], environment: 'node' },
})

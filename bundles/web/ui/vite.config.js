import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

// `npm run dev` serves the page with hot reload and hands the calls to a platform running on this machine.
const platform = process.env.SHOUTU_BASE ?? 'http://127.0.0.1:8181'

/** Lays a packed twin beside each larger text, so that the platform need not pack on every request. */
const packed = {
  name: 'packed',
  writeBundle({ dir }) {
    const pack = (folder) => readdirSync(folder).forEach((name) => {
      const path = join(folder, name)
      if (statSync(path).isDirectory()) pack(path)
      else if (/\.(js|css|html|svg)$/.test(name) && statSync(path).size > 1024) writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }))
    })
    pack(dir)
  },
}

export default defineConfig({
  plugins: [vue(), packed],
  define: { __VUE_OPTIONS_API__: 'true', __VUE_PROD_DEVTOOLS__: 'false' },
  build: {
    outDir: process.env.SHOUTU_WEB_OUT ?? 'dist',
    emptyOutDir: true,
    // County PCs on domestic systems run Chromium-based browsers several years old.
    target: 'chrome94',
    modulePreload: { polyfill: false },
    // The content security policy knows no inline scripts or styles; data: is allowed for images only.
    assetsInlineLimit: (file) => (/\.(svg|png)$/.test(file) ? undefined : false),
    chunkSizeWarningLimit: 1200,
  },
  server: { proxy: { '/api': platform, '/health': platform, '/metrics': platform } },
  test: { include: ['tests/**/*.test.js'], environment: 'node' },
})

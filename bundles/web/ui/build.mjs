// How pages are built (页面构建): what the console and the rooms agree on.
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import vue from '@vitejs/plugin-vue'
import { build } from 'vite'

/** What pages of rooms and plugins import by name; the import map of the console stands behind them. */
export const SHARED = { vue: 'vue', 'element-plus': 'element-plus', echarts: 'echarts', shoutu: 'shoutu', 'shoutu/kit': 'kit' }

/** County PCs on domestic systems run Chromium-based browsers several years old. */
export const TARGET = 'chrome94'

/** Lays a packed twin beside each larger text, so that the platform need not pack on every request. */
export const packed = {
  name: 'packed',
  writeBundle({ dir }) {
    const pack = (folder) => readdirSync(folder).forEach((name) => {
      const path = join(folder, name)
      if (statSync(path).isDirectory()) pack(path)
      else if (/\.(js|css|html|svg|json|geojson)$/.test(name) && statSync(path).size > 1024) writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }))
    })
    pack(dir)
  },
}

/** A room's styles come with its module: whoever imports it has them. */
const withStyles = {
  name: 'with-styles',
  renderChunk(code, chunk) {
    return chunk.isEntry ? { code: `import { stylesheet as __styles } from 'shoutu'\n__styles(new URL('./index.css', import.meta.url))\n${code}`, map: null } : null
  },
  writeBundle({ dir }) {
    if (!existsSync(join(dir, 'index.css'))) writeFileSync(join(dir, 'index.css'), '')
  },
}

/** The pages of a room: `<folder>/src/index.js` and all it imports, as `index.js`, `index.css` and parts that are read when they are needed. */
export async function buildRoom(folder, into) {
  await build({
    root: folder,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [vue(), withStyles, packed],
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: into,
      emptyOutDir: true,
      target: TARGET,
      modulePreload: false,
      cssCodeSplit: false,
      assetsInlineLimit: (file) => (/\.(svg|png)$/.test(file) ? undefined : false),
      lib: { entry: join(folder, 'src/index.js'), formats: ['es'], fileName: () => 'index.js', cssFileName: 'index' },
      rolldownOptions: { external: Object.keys(SHARED), checks: { pluginTimings: false }, output: { chunkFileNames: 'part-[name]-[hash].js', assetFileNames: '[name][extname]' } },
    },
  })
}

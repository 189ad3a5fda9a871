import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { precompress } from './precompress.ts'

const server = process.env.XIEZHI_API ?? 'http://127.0.0.1:8420'

export default defineConfig({
  plugins: [react(), precompress()],
  // Office machines and domestic browsers lag behind: Chromium 109 is the oldest we promise.
  build: { target: 'chrome109', cssTarget: 'chrome109', sourcemap: false, chunkSizeWarningLimit: 900, reportCompressedSize: false },
  server: { proxy: { '/api': server } },
})

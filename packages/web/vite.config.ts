import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { precompress } from './precompress.ts'

const server = process.env.XIEZHI_API ?? 'http://127.0.0.1:8420'

export default defineConfig({
  plugins: [react(), precompress()],
  // Office machines and domestic browsers lag behind: Chromium 109 is the oldest we promise.
  build: {
    target: 'chrome109',
    cssTarget: 'chrome109',
    chunkSizeWarningLimit: 900,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // In one chunk with zod, so that it is told to do without `eval` before any other chunk makes a schema.
          groups: [{ name: 'zod', test: /node_modules\/zod\/|zod-without-eval/ }],
        },
      },
    },
  },
  server: { proxy: { '/api': server } },
})

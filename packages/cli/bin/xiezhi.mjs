#!/usr/bin/env node
// The command runs from its TypeScript sources, so that `npm install` alone is enough to use it.
import { register } from 'tsx/esm/api'

register()
await import('../src/main.ts')

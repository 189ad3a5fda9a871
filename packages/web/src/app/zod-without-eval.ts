import { config } from 'zod'

// The content policy forbids `new Function`, and even zod's probe for it is reported as a violation. Must run before the first schema is made.
config({ jitless: true })

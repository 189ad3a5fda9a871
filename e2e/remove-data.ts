import { rmSync } from 'node:fs'

/** The temporary data folder of the run is nobody's. */
export default (): void => {
  if (process.env.XIEZHI_E2E_DATA) rmSync(process.env.XIEZHI_E2E_DATA, { recursive: true, force: true })
}

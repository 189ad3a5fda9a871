/**
 * Which databases may be asked at all: what whoever runs the server has named in `XIEZHI_DATABASES`. A person of the office fills in host and port
 * on a page; without this the server could be used to look around in its network.
 */
export interface AllowedAddress {
  /** Lower case, as it is written: no name is resolved to compare it. */
  readonly host: string
  /** Undefined: the ports on which these databases usually are. */
  readonly port: number | undefined
}

const usualPorts: readonly number[] = [5432, 3306]
const form = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9](?:[a-z0-9._-]*[a-z0-9])?))(?::(\d{1,5}))?$/i

/** Hosts by commas, each with a port or without; undefined where one cannot be read. */
export function readAllowed(text: string): readonly AllowedAddress[] | undefined {
  const all: AllowedAddress[] = []
  for (const word of text.split(/[,，\s]+/).filter(Boolean)) {
    const [, bracketed, plain, port] = form.exec(word) ?? []
    const host = bracketed ?? plain
    if (host === undefined || Number(port ?? 1) > 65_535 || Number(port ?? 1) < 1) return undefined
    all.push({ host: host.toLowerCase(), port: port === undefined ? undefined : Number(port) })
  }
  return all
}

export const isAllowed = (allowed: readonly AllowedAddress[], host: string, port: number): boolean =>
  allowed.some((one) => one.host === host.toLowerCase() && (one.port === undefined ? usualPorts.includes(port) : one.port === port))

import { useSyncExternalStore } from 'react'

/** Light or dark: what the person chose, else what the machine prefers. */
export type Scheme = 'light' | 'dark'

const key = 'xiezhi.scheme'
const system = window.matchMedia('(prefers-color-scheme: dark)')
// Paper is white, whatever the screen is.
const paper = window.matchMedia('print')
const listeners = new Set<() => void>()
const tell = () => {
  for (const listener of listeners) listener()
}
system.addEventListener('change', tell)
paper.addEventListener('change', tell)

const read = (): Scheme => {
  if (paper.matches) return 'light'
  const chosen = localStorage.getItem(key)
  if (chosen === 'light' || chosen === 'dark') return chosen
  return system.matches ? 'dark' : 'light'
}

export const chooseScheme = (scheme: Scheme): void => {
  localStorage.setItem(key, scheme)
  tell()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

export const useScheme = (): Scheme => useSyncExternalStore(subscribe, read)

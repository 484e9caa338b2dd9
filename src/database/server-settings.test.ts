import { describe, expect, it } from 'vitest'
import { serverSettings, settingsFile } from './server-settings.ts'

const gigabyte = 1024 ** 3

describe('the settings of the bundled server', () => {
  it('leave most of a small machine to others, and stay within reason on a large one', () => {
    expect(serverSettings(gigabyte / 4)).toMatchObject({ shared_buffers: '64MB', work_mem: '8MB' })
    expect(serverSettings(4 * gigabyte)).toMatchObject({
      shared_buffers: '512MB',
      effective_cache_size: '2048MB',
      work_mem: '16MB',
    })
    expect(serverSettings(512 * gigabyte)).toMatchObject({
      shared_buffers: '4096MB',
      work_mem: '64MB',
    })
  })

  it('never trade what was acknowledged for speed', () => {
    expect(serverSettings()).toMatchObject({ fsync: 'on', synchronous_commit: 'on' })
  })

  it('are quoted for the file', () => {
    expect(settingsFile({ a: "it's", b: '1' })).toBe("a = 'it''s'\nb = '1'\n")
  })
})

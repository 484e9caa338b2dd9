import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'

const row = /^\| (?<english>[^|]+) \| (?<german>[^|]+) \| (?<meaning>[^|]+) \|$/

test('the glossary names each noun once, in both languages', async () => {
  const lines = (await readFile('GLOSSARY.md', 'utf8')).split('\n')
  const rows = lines.flatMap((line) => row.exec(line)?.groups?.english ?? [])
  const words = rows.filter((word) => word !== 'English, code')
  const nouns = words.flatMap((word) => word.split(', '))
  expect(nouns.length).toBeGreaterThan(200)
  expect(nouns.filter((noun, place) => nouns.indexOf(noun) !== place)).toEqual([])
  expect(lines.filter((line) => line.startsWith('| ') && !row.test(line))).toEqual([])
})

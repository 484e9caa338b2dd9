import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Command } from 'commander'
import { type TillExportView, tillExportBytesMax } from '#contract/endpoints/tills.ts'
import { decideReceipts } from '#domain/exchange/tills/export/decide-receipts.ts'
import { readTillExport } from '#domain/exchange/tills/export/list-exports.ts'
import { exportFiles } from '#domain/exchange/tills/export/read-export.ts'
import { takeExport, takeFiles } from '#domain/exchange/tills/export/take-export.ts'
import type { House } from '#house.ts'
import { Refusal } from '#kernel/errors.ts'
import { print, printJson, withHouse } from './command.ts'

type Options = { store?: string; json?: true }

/** What tills keep for the tax office, as purchases. */
export function registerDsfinvk(command: Command) {
  command
    .command('dsfinvk')
    .description('count the receipts of an export that a German till keeps for the tax office')
    .argument('<file>', 'the ZIP archive, or the folder it was unpacked into')
    .option('--store <code>', 'where tills stand that are not registered yet')
    .option('--json', 'print JSON')
    .action(async (path: string, options: Options, own: Command) => {
      const isFolder = await lookAt(path)
      await withHouse(own, async (house) => {
        const taken = isFolder
          ? await takeFolder(house, path, options)
          : await takeFile(house, path, options)
        while ((await decideReceipts({ ...house.context, within: house.within })) > 0);
        report(await readTillExport(house.context.database, taken.id), options)
      })
    })
}

/** @returns whether it is a folder */
async function lookAt(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => {
    throw new Refusal('not_found', 'file_not_found', `The file ${path} cannot be read.`)
  })
  if (found.size <= tillExportBytesMax) return found.isDirectory()
  throw new Refusal('too_large', 'till_export_too_large', `The file ${path} is too large.`)
}

const takeFile = async ({ context }: House, path: string, { store }: Options) =>
  takeExport(context, {
    ...{ fileName: basename(path), bytes: await readFile(path), store, createdBy: '' },
  })

async function takeFolder({ context }: House, path: string, { store }: Options) {
  const files = new Map<string, Buffer>()
  for (const name of await readdir(path)) {
    if (exportFiles.has(name.toLowerCase())) {
      files.set(name.toLowerCase(), await readFile(join(path, name)))
    }
  }
  return await takeFiles(context, files, { fileName: basename(path), store, createdBy: '' })
}

function report({ fileName, receipts, fresh, counts }: TillExportView, { json }: Options) {
  if (json) return printJson({ fileName, receipts, fresh, ...counts })
  print(`${fileName}: ${receipts} receipts, ${fresh} of them new`)
  print(`  ${counts.booked} counted, ${counts.joined} joined to purchases that were known`)
  print(`  ${counts.skipped} are no sales, ${counts.refused} were refused`)
  if (counts.doubtful > 0)
    print(`  ${counts.doubtful} may be one of several: say which, in the app`)
}

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { listRewards, readReward } from '#contract/endpoints/rewards.ts'
import {
  importVoucherCodes,
  listVoucherCodes,
  readVoucher,
  voucherImportBytesMax,
} from '#contract/endpoints/vouchers.ts'
import { Problem, upload } from '../../client/index.ts'
import { DataTable } from '../../design/data-table.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { FileDrop } from '../../design/file-drop.tsx'
import { Progress } from '../../design/progress.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Refusal } from '../../design/refusal.tsx'
import { useRefusalWords } from './use-refusal-words.ts'
import type { Voucher } from './voucher.ts'
import classes from './voucher-codes.module.css'

type Result = WireReply<typeof importVoucherCodes>
type State =
  | { status: 'none' }
  | { status: 'sending'; name: string; sent: number; total: number }
  | { status: 'refused'; problem: Problem }
  | { status: 'done'; result: Result }

/** Takes a file of codes and says what became of each. */
export function ImportCodes({
  voucher,
  onClose,
}: {
  voucher: Pick<Voucher, 'id'>
  onClose: () => void
}) {
  const { t } = useTranslation('vouchers')
  const format = useFormat()
  const refusalWords = useRefusalWords()
  const { state, send, stop } = useCodeUpload(voucher.id)
  return (
    <Dialog isOpen onClose={onClose} title={t('codes.importTitle')}>
      {state.status === 'sending' ? (
        <Progress
          label={t('codes.importing', { name: state.name })}
          count={t('codes.sent', {
            sent: format.bytes(state.sent),
            total: format.bytes(state.total),
          })}
          done={state.sent}
          total={state.total}
          onCancel={stop}
        />
      ) : (
        <FileDrop
          label={t('codes.importDrop')}
          hint={t('codes.importHint')}
          bytesMax={voucherImportBytesMax}
          onFile={send}
        />
      )}
      {state.status === 'refused' && <Refusal>{refusalWords(state.problem)}</Refusal>}
      {state.status === 'done' && <ImportResult result={state.result} />}
    </Dialog>
  )
}

function ImportResult({ result }: { result: Result }) {
  const { t } = useTranslation('vouchers')
  const { added, known, refused, refusals } = result
  return (
    <div className={classes.result} role="status">
      <p>{t('codes.importResult', { added, known, refused })}</p>
      {refusals.length > 0 && (
        <div className={classes.refused}>
          <DataTable
            label={t('codes.importRefused')}
            rows={refusals}
            rowKey={({ line }) => String(line)}
            name={{ head: t('codes.code'), cell: ({ text }) => text }}
            columns={[
              {
                key: 'line',
                head: t('codes.line'),
                kind: 'number',
                phone: 'main',
                cell: ({ line }) => line,
              },
              {
                key: 'reason',
                head: t('codes.reason'),
                phone: 'detail',
                cell: ({ message }) => message,
              },
            ]}
            density="dense"
          />
        </div>
      )}
    </div>
  )
}

function useCodeUpload(voucherId: string) {
  const { i18n } = useTranslation('vouchers')
  const queries = useQueryClient()
  const [state, setState] = useState<State>({ status: 'none' })
  const stop = useRef<AbortController>(undefined)
  useEffect(() => () => stop.current?.abort(), [])
  const send = async (file: File) => {
    const controller = new AbortController()
    stop.current = controller
    const onProgress = (sent: number) =>
      setState({ status: 'sending', name: file.name, sent, total: file.size })
    onProgress(0)
    const language = i18n.language === 'en' ? ('en' as const) : ('de' as const)
    try {
      const input = { params: { voucherId }, query: { language }, body: file }
      const result = await upload(importVoucherCodes, input, {
        onProgress,
        signal: controller.signal,
      })
      setState({ status: 'done', result })
    } catch (problem) {
      if (controller.signal.aborted) return setState({ status: 'none' })
      if (!(problem instanceof Problem)) throw problem
      setState({ status: 'refused', problem })
    } finally {
      // What came before a fault or a stop was taken.
      for (const { path } of [readVoucher, listVoucherCodes, readReward, listRewards]) {
        queries.invalidateQueries({ queryKey: [path] })
      }
    }
  }
  return { state, send, stop: () => stop.current?.abort() }
}

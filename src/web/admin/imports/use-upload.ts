import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { type ImportKind, listImports, uploadImport } from '#contract/endpoints/imports.ts'
import { Problem, upload } from '../../client/index.ts'

export type Upload =
  | { status: 'none' }
  | { status: 'sending'; name: string; bytesSent: number; bytesTotal: number; secondsLeft?: number }
  | { status: 'refused'; problem: Problem }
  | { status: 'stopped' }

/** Sends one file at a time; leaving the page stops it, since only a whole file is of use. */
export function useUpload(kind: ImportKind, onUploaded: (importId: string) => void) {
  const queries = useQueryClient()
  const [state, setState] = useState<Upload>({ status: 'none' })
  const stop = useRef<AbortController>(undefined)
  useEffect(() => () => stop.current?.abort(), [])

  const send = async (file: File) => {
    const controller = new AbortController()
    stop.current = controller
    const started = Date.now()
    const shown = { status: 'sending', name: file.name, bytesTotal: file.size } as const
    setState({ ...shown, bytesSent: 0 })
    const onProgress = (bytesSent: number) =>
      setState({ ...shown, bytesSent, ...pace(started, bytesSent, file.size) })
    try {
      const input = { query: { kind, fileName: file.name.slice(-255) }, body: file }
      const { id } = await upload(uploadImport, input, { onProgress, signal: controller.signal })
      await queries.invalidateQueries({ queryKey: [listImports.path] })
      setState({ status: 'none' })
      onUploaded(id)
    } catch (problem) {
      if (controller.signal.aborted) return setState({ status: 'stopped' })
      if (!(problem instanceof Problem)) throw problem
      setState({ status: 'refused', problem })
    }
  }
  return { state, send, stop: () => stop.current?.abort() }
}

function pace(started: number, sent: number, total: number): { secondsLeft?: number } {
  const seconds = (Date.now() - started) / 1000
  return seconds < 1 || sent === 0 ? {} : { secondsLeft: ((total - sent) / sent) * seconds }
}

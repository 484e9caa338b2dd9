import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import till from '../counter.module.css'
import classes from './camera.module.css'
import { readCodes } from './read-codes.ts'

type CameraProps = { onRead: (text: string) => void; onClose: () => void }
type Fault = 'insecure' | 'denied' | 'missing'

/** The device's camera as a scanner: what it reads is as good as typed. */
export default function Camera({ onRead, onClose }: CameraProps) {
  const { t } = useTranslation('pos')
  const video = useRef<HTMLVideoElement>(null)
  const [fault, setFault] = useState<Fault | null>(null)
  const read = useRef(onRead)
  read.current = onRead

  useEffect(() => {
    const stopped = new AbortController()
    scan(video.current, stopped.signal).then(
      (text) => text !== null && read.current(text),
      (error: unknown) => setFault(faultOf(error)),
    )
    return () => stopped.abort()
  }, [])

  return (
    <div className={classes.camera}>
      <h1>{t(fault === null ? 'camera.how' : 'camera.none')}</h1>
      {fault ? (
        <p role="alert">{t(`camera.${fault}`)}</p>
      ) : (
        <video ref={video} autoPlay playsInline muted aria-label={t('camera.picture')} />
      )}
      <button type="button" className={till.key} onClick={onClose}>
        {t('camera.close')}
      </button>
    </div>
  )
}

/** Without HTTPS a browser has no camera for pages, and no word for it either. */
class Insecure extends Error {}

/** @returns the first code the camera sees; null: it was stopped before */
async function scan(video: HTMLVideoElement | null, signal: AbortSignal): Promise<string | null> {
  if (!video) return null
  if (!navigator.mediaDevices) throw new Insecure('no camera without HTTPS')
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
  const stop = () => {
    for (const track of stream.getTracks()) track.stop()
  }
  signal.addEventListener('abort', stop)
  if (signal.aborted) stop()
  try {
    video.srcObject = stream
    return await readCodes(video, signal)
  } finally {
    stop()
  }
}

function faultOf(error: unknown): Fault {
  if (error instanceof Insecure) return 'insecure'
  const isDenied = error instanceof DOMException && error.name === 'NotAllowedError'
  if (isDenied) return 'denied'
  if (error instanceof DOMException) return 'missing'
  throw error
}

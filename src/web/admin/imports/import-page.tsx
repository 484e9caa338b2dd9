import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { readImport } from '#contract/endpoints/imports.ts'
import { useCall } from '../../client/index.ts'
import { CustomerStage } from '../customer-file/customer-stage.tsx'
import { Loaded } from '../loaded.tsx'
import { Page } from '../page.tsx'
import { ImportEnd } from './import-end.tsx'
import { ImportPreview } from './import-preview.tsx'
import { ImportRunning } from './import-running.tsx'
import { isUnderWay, type OneImport } from './one-import.ts'

const route = getRouteApi('/signed-in/framed/imports/$importId')
const lookAgainMillis = 700

/** One file on its way: how it is read, how far it is, what came of it. */
export function ImportPage() {
  const { t } = useTranslation('imports')
  const { importId } = route.useParams()
  const reply = useCall(
    readImport,
    { params: { importId } },
    { refetchEveryMillis: (one) => (one && isUnderWay(one) ? lookAgainMillis : false) },
  )
  useFreshFigures(reply.data)
  const name = reply.data?.fileName ?? t('title')
  const crumbs = [
    <Link key="imports" to="/imports">
      {t('title')}
    </Link>,
    name,
  ]
  return (
    <Page title={name} crumbs={crumbs}>
      <Loaded reply={reply} shape="page">
        {(one) =>
          one.kind === 'customers' ? (
            <CustomerStage key={importId} one={one} />
          ) : (
            <Stage key={importId} one={one} />
          )
        }
      </Loaded>
    </Page>
  )
}

function Stage({ one }: { one: OneImport }) {
  switch (one.status) {
    case 'uploaded':
      return <ImportPreview one={one} />
    case 'uploading':
    case 'running':
    case 'taking_back':
      return <ImportRunning one={one} />
    case 'done':
    case 'canceled':
    case 'failed':
    case 'taken_back':
      return <ImportEnd one={one} />
  }
}

/** Once an import has ended, every figure kept on other pages is of yesterday. */
function useFreshFigures(one: OneImport | undefined) {
  const queries = useQueryClient()
  const wasUnderWay = useRef(false)
  const underWay = one !== undefined && isUnderWay(one)
  useEffect(() => {
    if (wasUnderWay.current && !underWay) {
      queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== readImport.path })
    }
    wasUnderWay.current = underWay
  }, [queries, underWay])
}

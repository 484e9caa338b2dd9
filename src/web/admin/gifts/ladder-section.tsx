import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { readProgram } from '#contract/endpoints/programs.ts'
import { useCall } from '../../client/index.ts'
import { DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { StateEmpty } from '../../design/state-empty.tsx'
import { Loaded } from '../loaded.tsx'
import { PlannedLadders } from '../program/planned.tsx'
import { useMay } from '../session.ts'
import type { Article } from './article.ts'

/** The gift ladders in force, each leading to its sentences. */
export function LadderSection({ articles }: { articles: readonly Article[] }) {
  const { t } = useTranslation('gifts')
  const format = useFormat()
  const may = useMay()
  const program = useCall(readProgram, {})
  const mayChange = may('program:define')
  return (
    <Section
      heading={t('ladders.heading')}
      note={t('ladders.note')}
      aside={
        mayChange && articles.length > 0 && <Link to="/gift-ladders/new">{t('ladders.add')}</Link>
      }
    >
      <Loaded reply={program} shape="rows">
        {(known) => (
          <>
            {known.giftLadders.length === 0 ? (
              <StateEmpty>{t('ladders.empty')}</StateEmpty>
            ) : (
              <DataTable
                label={t('ladders.heading')}
                rows={known.giftLadders}
                rowKey={({ key }) => key}
                name={{
                  head: t('ladders.name'),
                  cell: ({ key, name }) =>
                    mayChange ? (
                      <Link to="/gift-ladders/$ladderKey" params={{ ladderKey: key }}>
                        {name}
                      </Link>
                    ) : (
                      name
                    ),
                }}
                columns={[
                  {
                    ...{ key: 'first', head: t('ladders.first'), phone: 'detail' },
                    phoneWord: t('ladders.first'),
                    cell: ({ rounds }) =>
                      t('ladders.firstAt', { count: rounds[0]?.steps[0]?.count ?? 0 }),
                  },
                  {
                    ...{ key: 'rounds', head: t('ladders.rounds'), kind: 'number' },
                    cell: ({ rounds }) => format.number(rounds.length),
                  },
                  {
                    ...{ key: 'steps', head: t('ladders.steps'), kind: 'number', phone: 'main' },
                    phoneWord: t('ladders.stepsWord'),
                    cell: ({ rounds }) =>
                      format.number(rounds.reduce((sum, { steps }) => sum + steps.length, 0)),
                  },
                ]}
              />
            )}
            <PlannedLadders program={known} />
          </>
        )}
      </Loaded>
    </Section>
  )
}

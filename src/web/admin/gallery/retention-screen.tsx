import { useState } from 'react'
import { CohortCurves } from '../../design/charts/cohort-curves.tsx'
import { CohortTriangle } from '../../design/charts/cohort-triangle.tsx'
import { RetentionBalance } from '../../design/charts/retention-balance.tsx'
import { Coverage } from '../../design/coverage.tsx'
import { FigureBlock } from '../../design/figure-block.tsx'
import { Columns, Stack } from '../../design/layout.tsx'
import { Segmented } from '../../design/segmented.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { cohortMean, cohorts } from './figures.ts'

export function RetentionScreen() {
  const [criterion, setCriterion] = useState('bounded')
  return (
    <Stack>
      <Sentence>Von 842 Gästen im September kamen 583 im Oktober wieder.</Sentence>
      <Columns
        asideWidth={300}
        aside={
          <>
            <FigureBlock
              look="plain"
              question="Wirklich geblieben"
              value="69,2"
              unit="%"
              sentence={
                <>
                  583 von 842. Zwischen 66,0 und 72,3 %.
                  <br />
                  Oktober 2025: 66,1 %.
                </>
              }
            />
            <FigureBlock
              look="quiet"
              question="Kundenbindungsrate nach der Formel"
              value="80,6 %"
              sentence="(797 − 118) : 842. Sie zählt die 96 Zurückgekehrten als geblieben; deshalb ist sie höher."
            />
            <Coverage share={0.38}>: 4.151 von 10.923</Coverage>
          </>
        }
      >
        <RetentionBalance
          title="Wer blieb, wer kam, wer fehlt"
          measured="Gäste im September und im Oktober"
          finding="Von 842 Gästen im September blieben 583, 259 blieben weg. Mit 96 Zurückgekehrten und 118 Neuen waren es im Oktober 797."
          kept={583}
          returned={96}
          new={118}
          lost={259}
          startLabel="Gäste im September"
          endLabel="Gäste im Oktober"
          lostNote="im Oktober kein Bon"
          onOpen={() => undefined}
        />
      </Columns>
      <CohortTriangle
        look="section"
        title="Wer seit Juli begann, kommt häufiger wieder"
        measured="Wie viele von 100 Gästen je Startmonat nach so vielen Monaten wiederkamen"
        finding="Gäste mit Start ab Juli kommen nach einem Monat zu 62 bis 68 von 100 wieder, davor zu 49 bis 62."
        note="Kauf in genau diesem Kalendermonat, Zeitzone Berlin. November 2026 läuft noch und zählt nirgends mit. „alle“ ist nach Größe gewichtet."
        aside={
          <Segmented
            label="Zählweise"
            value={criterion}
            options={[
              { value: 'bounded', word: 'genau in diesem Monat' },
              { value: 'unbounded', word: 'dann oder später' },
              { value: 'revenue', word: 'nach Umsatz' },
            ]}
            onChange={setCriterion}
          />
        }
        cohorts={cohorts}
        total={cohortMean}
      />
      <CohortCurves
        look="section"
        title="Nach einem halben Jahr kommen noch vier von zehn"
        measured="Anteil der Gäste je Startmonat"
        finding="Die Kurven fallen von 60 Prozent nach einem Monat auf etwa 40 Prozent nach sechs."
        cohorts={cohorts}
        mean={cohortMean.values}
        periodsName="Monate nach dem ersten Besuch"
      />
    </Stack>
  )
}

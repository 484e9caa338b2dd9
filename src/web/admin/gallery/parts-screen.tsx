import { Select, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import { applyAccent } from '../../design/accent.ts'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { EditableWord } from '../../design/editable-word.tsx'
import { FileDrop } from '../../design/file-drop.tsx'
import { Halves, Stack } from '../../design/layout.tsx'
import { Progress } from '../../design/progress.tsx'
import { Section } from '../../design/section.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { StateEmpty } from '../../design/state-empty.tsx'
import { StateFailed } from '../../design/state-failed.tsx'
import { StateLoading } from '../../design/state-loading.tsx'
import { toast } from '../../design/toast.tsx'
import words from '../../design/words.module.css'

export function PartsScreen() {
  const [isAsking, setAsking] = useState(false)
  const [stamps, setStamps] = useState('1 Stempel')
  return (
    <Stack>
      <Sentence>Teile, aus denen Seiten bestehen</Sentence>
      <Section heading="Knöpfe" note="ein gefüllter je Seite">
        <p>
          <Button
            kind="main"
            onClick={() =>
              toast('Ab Montag gelten die neuen Regeln.', {
                word: 'Rückgängig',
                act: () => undefined,
              })
            }
          >
            Ab Montag gelten lassen
          </Button>{' '}
          <Button>Vorschau</Button> <Button kind="plain">Verwerfen</Button>{' '}
          <Button kind="destructive" onClick={() => setAsking(true)}>
            312 Käufe zurücknehmen
          </Button>{' '}
          <Button disabled>Nicht möglich</Button>
        </p>
        <p>
          {[40, 140, 210, 264, 320].map((hue) => (
            <Button key={hue} kind="plain" onClick={() => applyAccent(hue)}>
              Farbton {hue}
            </Button>
          ))}
        </p>
      </Section>
      <Section heading="Ändern im Satz">
        <p className={words.serif} style={{ fontSize: 22 }}>
          Für jeden Besuch gibt es{' '}
          <EditableWord
            label="Stempel je Besuch"
            value={stamps}
            was="bisher 1 Stempel"
            onChange={setStamps}
          />
          .
        </p>
      </Section>
      <Section heading="Felder">
        <Halves>
          <TextInput
            label="Name"
            description="Wie er auf der Karte steht"
            defaultValue="Café Morgenrot"
          />
          <TextInput label="E-Mail" defaultValue="lena@" error="Da fehlt etwas nach dem @." />
          <Select label="Währung" data={['EUR', 'CHF', 'USD']} defaultValue="EUR" />
          <Switch label="Neue Gäste begrüßen" defaultChecked />
        </Halves>
      </Section>
      <Halves>
        <FileDrop
          label="Eine Datei Ihrer Verkäufe"
          hint="CSV, TSV oder Text, auch ohne Kopfzeile"
          endings={['.csv', '.tsv', '.txt']}
          onFile={(file) => toast(file.name)}
        />
        <Progress
          label="Import"
          done={4210}
          total={18300}
          ratePerSecond={1240}
          secondsLeft={11}
          onCancel={() => undefined}
        />
      </Halves>
      <Section heading="Leer">
        <StateEmpty action={<Button>Datei wählen</Button>}>
          Hier stehen Ihre Gäste, sobald die ersten Verkäufe gelesen sind.
        </StateEmpty>
      </Section>
      <Section heading="Fehler">
        <StateFailed
          what="Die Datei ließ sich nicht lesen."
          kept="Ihre bisherigen Daten sind unverändert."
          advice="Speichern Sie sie als CSV und versuchen Sie es noch einmal."
          code="file_unreadable req_01"
          onRetry={() => undefined}
        />
      </Section>
      <Section heading="Laden">
        <StateLoading shape="figures" />
        <StateLoading shape="rows" rows={3} />
      </Section>
      <Dialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title="312 Käufe zurücknehmen?"
        actions={
          <Button kind="destructive" onClick={() => setAsking(false)}>
            312 Käufe zurücknehmen
          </Button>
        }
      >
        <p>
          Die Käufe aus „kasse-oktober.csv“ verschwinden aus allen Auswertungen. Die Gäste bleiben.
        </p>
      </Dialog>
    </Stack>
  )
}

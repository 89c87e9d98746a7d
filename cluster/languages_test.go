package cluster_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/cluster"
)

// worlds are the same fifteen notes about bills, engineers and contracts in each language,
// five of each, as people write them: with stop words, endings and articles.
var worlds = map[string]string{
	"en": `The bill is wrong again|Nobody understands the bills|My bill came two weeks late|We need an explanation of the first bill|The billing is a puzzle
The engineer did not come|Engineers cancel without calling|We waited all day for the engineer|No engineer on Saturdays|The engineer had the wrong parts
I cannot cancel my contract|The contract is too long|Contracts are hard to compare|Where do I see when the contract ends|Nobody read the contract to me`,
	"de": `Die Rechnung ist schon wieder falsch|Niemand versteht die Rechnungen|Meine Rechnung kam zwei Wochen zu spät|Wir brauchen eine Erklärung der ersten Rechnung|Auf der Rechnung stehen Rätsel
Der Techniker ist nicht gekommen|Die Techniker sagen ab, ohne anzurufen|Wir haben den ganzen Tag auf den Techniker gewartet|Samstags kommt kein Techniker|Dem Techniker fehlten die Teile
Ich kann meinen Vertrag nicht kündigen|Der Vertrag ist zu lang|Verträge sind schwer zu vergleichen|Wo sehe ich, wann der Vertrag endet|Keiner hat mir den Vertrag vorgelesen`,
	"fr": `La facture est encore fausse|Personne ne comprend les factures|Ma facture est arrivée avec deux semaines de retard|Il nous faut une explication de la première facture|Cette facture est un mystère
Le technicien n'est pas venu|Les techniciens annulent sans appeler|Nous avons attendu le technicien toute la journée|Pas de technicien le samedi|Le technicien n'avait pas les bonnes pièces
Je ne peux pas résilier mon contrat|Le contrat est trop long|Les contrats sont difficiles à comparer|Où voit-on la fin du contrat|Personne ne m'a lu le contrat`,
	"es": `La factura está mal otra vez|Nadie entiende las facturas|Mi factura llegó dos semanas tarde|Necesitamos una explicación de la primera factura|Esta factura es un misterio
El técnico no vino|Los técnicos cancelan sin llamar|Esperamos al técnico todo el día|No hay técnicos los sábados|El técnico no tenía las piezas
No puedo cancelar mi contrato|El contrato es demasiado largo|Los contratos son difíciles de comparar|Dónde veo cuándo termina el contrato|Nadie me leyó el contrato`,
	"it": `La fattura è di nuovo sbagliata|Nessuno capisce le fatture|La mia fattura è arrivata con due settimane di ritardo|Ci serve una spiegazione della prima fattura|Questa fattura è un mistero
Il tecnico non è venuto|I tecnici annullano senza chiamare|Abbiamo aspettato il tecnico tutto il giorno|Nessun tecnico di sabato|Il tecnico non aveva i pezzi
Non posso disdire il mio contratto|Il contratto è troppo lungo|I contratti sono difficili da confrontare|Dove vedo quando finisce il contratto|Nessuno mi ha letto il contratto`,
	"nl": `De rekening klopt weer niet|Niemand begrijpt de rekeningen|Mijn rekening kwam twee weken te laat|Wij hebben uitleg nodig bij de eerste rekening|Deze rekening is een raadsel
De monteur is niet gekomen|De monteurs zeggen af zonder te bellen|Wij hebben de hele dag op de monteur gewacht|Op zaterdag komt er geen monteur|De monteur had de onderdelen niet
Ik kan mijn contract niet opzeggen|Het contract is te lang|De contracten zijn moeilijk te vergelijken|Waar zie ik wanneer het contract afloopt|Niemand heeft mij het contract voorgelezen`,
	"pt": `A fatura está errada outra vez|Ninguém entende as faturas|A minha fatura chegou com duas semanas de atraso|Precisamos de uma explicação da primeira fatura|Esta fatura é um mistério
O técnico não veio|Os técnicos cancelam sem ligar|Esperámos pelo técnico o dia todo|Não há técnicos aos sábados|O técnico não tinha as peças
Não posso cancelar o meu contrato|O contrato é demasiado longo|Os contratos são difíceis de comparar|Onde vejo quando termina o contrato|Ninguém me leu o contrato`,
}

func TestEveryLanguageIsGroupedAsWellAsEnglish(t *testing.T) {
	for language, board := range worlds {
		t.Run(language, func(t *testing.T) {
			var texts []string
			var truth []int
			for g, group := range strings.Split(board, "\n") {
				for _, text := range strings.Split(group, "|") {
					texts, truth = append(texts, text), append(truth, g)
				}
			}
			require.Len(t, texts, 15)
			notes := numbered(texts)
			p := analysed(t, notes, cluster.Options{}).Groups(0)
			everyNoteOnce(t, notes, p)
			require.Equal(t, language, p.Language)
			require.False(t, p.Weak)
			require.Len(t, p.Groups, 3)
			right := 0
			for _, g := range p.Groups {
				of := map[int]int{}
				for _, m := range g.Members {
					for i, n := range notes {
						if n.ID == m.ID {
							of[truth[i]]++
						}
					}
				}
				most := 0
				for _, n := range of {
					most = max(most, n)
				}
				right += most
			}
			require.GreaterOrEqual(t, right, 13, "of 15; unsorted %d", len(p.Unsorted))
		})
	}
}

func TestManyCopiesOfFewSentencesAreAGroupEach(t *testing.T) {
	notes := repeated(200, "Bills are late", "No engineer came", "The contract is long", "Parking is full", "The hotline hangs up")
	p := analysed(t, notes, cluster.Options{}).Groups(0)
	everyNoteOnce(t, notes, p)
	require.Len(t, p.Groups, 5)
	require.Empty(t, p.Unsorted)
}

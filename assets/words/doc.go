// Package words holds the words of a room code: what a facilitator reads aloud and a
// participant types to be let into a workshop.
//
// It knows one list, the EFF Short Wordlist 2.0: 1,296 English words of 3 to 10 letters
// (one has a hyphen), sorted, of which no two begin with the same three letters. So three
// letters are enough to complete a word, and a word drawn evenly is worth 10.3 bits; five
// are worth 51.7. LICENSE.txt beside the list credits its makers.
//
// It refuses to know what the words open: stretching them into a key and proving them to
// another laptop is the work of package lan.
//
//	code, err := words.Pick(rand.Reader, words.RoomCode) // "apricot fable octopus veto yearbook"
//	code, err = words.Parse("Apr fab-OCT, veto  yearbook") // the same five words
package words

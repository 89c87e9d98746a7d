// Package stopwords holds the words that say nothing about what a note is about, in the
// seven languages that Throughline reads: articles, pronouns, helping verbs.
//
// It knows two lists a language. The first is the Snowball project's, whose licence lies
// beside it. The second are fillers, written for this program: the words with which people
// frame a remark in a workshop ("please", "we need", "should be better", "müssen",
// "améliorer"). They stand on so many notes that groups would form around them.
//
// It refuses to know what is done with the words, which is the work of package cluster.
package stopwords

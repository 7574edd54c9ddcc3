package io.annals.app.cli;

/** A command could not be carried out. The message is a sentence for the person at the terminal; the exit status is 2. */
public class NotDone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotDone(String sentence) {
        super(sentence);
    }
}

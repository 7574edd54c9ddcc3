package io.annals.app.demonstration;

/**
 * What a feature shows of itself in the demonstration. A class with a constructor without arguments anywhere below this
 * package is one that is told. Pure: all that varies comes out of the scene, so the same seed tells the same.
 */
public interface Story {
    /** How often it is told, beside the numbers of the others; 0 for one that only welcomes. */
    int share();

    /** Tells what happens with a customer. */
    default void tell(Scene scene) {}

    /** Tells what is done once with each customer of the first weeks. */
    default void welcome(Scene scene) {}
}

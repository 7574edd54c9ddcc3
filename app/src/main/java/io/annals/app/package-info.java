/**
 * Both sides in one process, the embedded default, and the command line. The only program of the project: which sides it
 * runs is a setting. Holds no rule of the business and no view.
 */
@NullMarked
package io.annals.app;

import org.jspecify.annotations.NullMarked;

/**
 * How the desk (the page at {@code /}) reaches the browser: its own modules and the libraries that they name, out of the
 * program itself. The modules lie in {@code static/assets/desk}, a folder a feature; there is no build between them and the
 * browser. Lit comes from WebJars, ECharts from mvnpm, and only with the first plot.
 *
 * <p>Promised: no script and no style inside the page, so the content security policy stays {@code 'self'}; a module names a
 * library as everybody does ({@code from "lit"}) and {@link io.annals.app.desk.Specifiers} writes the address. Modules and
 * style sheets are sent compressed, what is told of customers is not.
 *
 * <p>What the desk consists of, and how a feature comes onto it: {@code docs/desk.md}.
 *
 * <p>Texts are in {@code texts/}, the shell's own and those of each feature in its folder: en, uk, ru, az, and sr in Latin letters.
 * {@link io.annals.app.desk.Texts} makes one file a language of them; a text that a language lacks stops the start. A plural is an
 * object with the forms that the language has. Tests hold that none is missing, none is unused, and that placeholders agree. One
 * word for one thing: {@code docs/terms.md}.
 */
@NullMarked
package io.annals.app.desk;

import org.jspecify.annotations.NullMarked;

import type { z } from 'zod';

/** One thing that a spec can name, with its settings: an optimizer, an activation, a layer. */
export interface Kind<Shape extends z.ZodRawShape = z.ZodRawShape> {
  /** What it is, in words for the editor's schema and the reference of specs. */
  readonly description: string;
  /** What other tools call it, in small letters without separators. */
  readonly otherNames?: readonly string[];
  /** What a spec may set of it, with defaults and words for each. */
  readonly settings: Shape;
  /** What holds between its settings. */
  readonly rules?: readonly SettingsRule<Shape>[];
}

/** Something that has to hold between settings. */
export interface SettingsRule<Shape extends z.ZodRawShape = z.ZodRawShape> {
  holds(settings: Settings<Shape>): boolean;
  /** What is wrong where it does not: `is not below \`max\``. */
  readonly message: string;
  /** The setting that is blamed. */
  readonly blames: string;
}

/** Settings of a shape, with defaults filled in. */
export type Settings<Shape extends z.ZodRawShape> = keyof Shape extends never
  ? NoSettings
  : z.output<z.ZodObject<Shape>>;

/** Settings as a spec may write them. */
type SettingsInput<Shape extends z.ZodRawShape> = keyof Shape extends never
  ? NoSettings
  : z.input<z.ZodObject<Shape>>;

/** What kinds without settings have: zod calls it an object whose every member is impossible. */
type NoSettings = Readonly<Record<never, never>>;

/** The kinds of one room by their names in specs. */
export type KindRegistry<Any extends Kind = Kind> = Readonly<Record<string, Any>>;

/**
 * A kind as a parsed spec states it: its name under `Key`, its settings, and those that every kind
 * of the room has.
 */
export type KindSpec<
  Kinds extends KindRegistry,
  Common extends z.ZodRawShape = z.ZodRawShape,
  Key extends string = 'type',
> = {
  [Name in keyof Kinds]: Flat<
    { [K in Key]: Name } & Settings<Kinds[Name]['settings']> & Settings<Common>
  >;
}[keyof Kinds];

/** A kind as a spec may write it: its name alone, or a mapping. */
export type KindInput<
  Kinds extends KindRegistry,
  Common extends z.ZodRawShape = z.ZodRawShape,
  Key extends string = 'type',
> =
  | keyof Kinds
  | {
      [Name in keyof Kinds]: Flat<
        { [K in Key]: Name } & SettingsInput<Kinds[Name]['settings']> & SettingsInput<Common>
      >;
    }[keyof Kinds];

type Flat<Type> = { [Key in keyof Type]: Type[Key] };

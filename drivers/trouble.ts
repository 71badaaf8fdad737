/** Told once when something stops working (`why` for the log) and once when it works again (null). */
export type TroubleListener = (why: string | null) => void;

/** Tells a listener of each change between working and not, however often it is told. */
export function onChangeOnly(listener: TroubleListener): TroubleListener {
  let told: string | null = null;
  return (why) => {
    if ((why === null) === (told === null)) return;
    told = why;
    listener(why);
  };
}
